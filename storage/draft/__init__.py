"""未记下的文字: kept at every change, before anything is recorded."""
