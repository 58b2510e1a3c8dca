"""The second engine: a PostgreSQL database, spoken to through one adapter; imported only where a URL names one."""
