"""Papers around the record: 请示, 方案, 综合报告 and the lists."""
