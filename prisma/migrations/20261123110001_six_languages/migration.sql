-- What Essor speaks to a person in is one of its six languages. What a prospect, a customer or a provider's template speaks may be any other.
ALTER TABLE "users" ADD CONSTRAINT "users_language_check" CHECK ("language" IN ('fr', 'en', 'it', 'es', 'de', 'ar'));
ALTER TABLE "companies" ADD CONSTRAINT "companies_language_check" CHECK ("language" IN ('fr', 'en', 'it', 'es', 'de', 'ar'));
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_language_check" CHECK ("language" IN ('fr', 'en', 'it', 'es', 'de', 'ar'));
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_language_check" CHECK ("language" IN ('fr', 'en', 'it', 'es', 'de', 'ar'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_language_check" CHECK ("language" IN ('fr', 'en', 'it', 'es', 'de', 'ar'));
ALTER TABLE "templates" ADD CONSTRAINT "templates_language_check" CHECK ("language" IN ('fr', 'en', 'it', 'es', 'de', 'ar'));
ALTER TABLE "canned_replies" ADD CONSTRAINT "canned_replies_language_check" CHECK ("language" IN ('fr', 'en', 'it', 'es', 'de', 'ar'));
