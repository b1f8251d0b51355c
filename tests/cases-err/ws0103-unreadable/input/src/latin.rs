// grüße
