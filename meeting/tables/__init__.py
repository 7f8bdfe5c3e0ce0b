"""导入表格: rosters and lists as tables, and what each line of them would become."""
