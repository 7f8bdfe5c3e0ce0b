"""疑似以希望、建议代替批评: the hint that a criticism may name no fault."""
