import { normaliseEmail, splitEmails } from "../../prospect/normalise-email.rules";
import { isMobilePhone, normalisePhone, splitPhones } from "../../prospect/normalise-phone.rules";
import type { ProspectInput } from "../../prospect/prospect.schema";
import type { RowReading } from "./import-codes.rules";

/** The first address that can be one; further ones are kept aside. An impossible one leaves the line without e-mail. */
export function readEmail(row: RowReading, prospect: ProspectInput): void {
  const cell = row.cell("email");
  if (!cell) return;
  const whole = normaliseEmail(cell);
  if (whole) {
    prospect.email = whole;
    return;
  }
  const parts = splitEmails(cell);
  const addresses = [...new Set(parts.map(normaliseEmail).filter((address) => address !== null))];
  const [first, ...others] = addresses;
  if (!first) return row.warn("prospecting.import.email_invalid", "email", cell);
  prospect.email = first;
  if (others.length > 0) row.warn("prospecting.import.email_several", "email", others.join(", "));
}

/**
 * Phone and mobile out of both cells, each of which may hold two numbers. A number that is known to be a mobile goes to
 * the mobile, wherever it stood; numbers for which there is no place are kept aside.
 */
export function readPhones(row: RowReading, prospect: ProspectInput, country: string, home: string): void {
  for (const target of ["phone", "mobile"] as const) {
    const cell = row.cell(target);
    if (!cell) continue;
    for (const part of splitPhones(cell, country)) {
      const number = normalisePhone(part, country) ?? (country === home ? null : normalisePhone(part, home));
      if (number) place(row, prospect, number, target);
      else row.warn("prospecting.import.phone_invalid", target, part);
    }
  }
}

function place(row: RowReading, prospect: ProspectInput, number: string, target: "phone" | "mobile"): void {
  if (number === prospect.phone || number === prospect.mobile) return;
  const isMobile = isMobilePhone(number) ?? target === "mobile";
  const wanted = isMobile ? "mobile" : "phone";
  if (!prospect[wanted]) prospect[wanted] = number;
  else if (isMobile && !prospect.phone) prospect.phone = number;
  else row.keep(row.headerOf(target), number);
}
