"""示例 and 练习: meetings that never took place."""
