"""What moves slowly: stocks of people, of practice and of good will, one part each."""
