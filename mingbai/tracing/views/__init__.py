"""Pages of proofs and of the log, its addresses for programs, and the desk page of the witnesses."""
