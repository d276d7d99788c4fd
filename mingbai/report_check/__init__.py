"""The annual report's form, and a checker for anybody's annual report."""
