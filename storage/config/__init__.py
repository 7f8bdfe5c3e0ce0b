"""What a user sets down for all meetings: settings, page, phrases, days off."""
