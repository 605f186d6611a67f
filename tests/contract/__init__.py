"""What every backend must do alike: each verb, each refusal, bytes in and out."""
