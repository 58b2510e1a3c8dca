"""Every error a user can cause: data in; wording, hint and exit code inside."""
