"""What is true about a processing of personal data, in the words of the GDPR: frozen values, unknown keys refused."""
