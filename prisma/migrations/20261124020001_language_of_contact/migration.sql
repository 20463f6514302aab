-- Each contact may be written to in his own language; what was launched before keeps the one its campaign said.
ALTER TABLE "campaigns" ADD COLUMN "language_of_contact" BOOLEAN NOT NULL DEFAULT false;
