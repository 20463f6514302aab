/** The key of what is said of a line: 'prospecting.import.email_invalid' → 'import.email_invalid'. */
export const lineCodeKey = (code: string) => code.replace(/^prospecting\./, "");
