"""Forms beside the record; the keys of `cleaned_data` are the arguments of the action of that purpose."""

from mingbai.disclosures.forms.clean_up import CleanUpForm, NoteForm
from mingbai.disclosures.forms.matters import CountForm, MatterForm, TopicForm
from mingbai.disclosures.forms.re_evaluation import CallForm, EvaluationForm, GroundChangeForm, RuleForm

__all__ = [
    "CallForm",
    "CleanUpForm",
    "CountForm",
    "EvaluationForm",
    "GroundChangeForm",
    "MatterForm",
    "NoteForm",
    "RuleForm",
    "TopicForm",
]
