"""会议原始记录: what stands on it, part by part."""
