"""Pure rules of the desk: values in, values out."""
