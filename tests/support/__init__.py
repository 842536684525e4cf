"""What tests share: difficult texts, ways to build a project, a PostgreSQL server to throw away."""
