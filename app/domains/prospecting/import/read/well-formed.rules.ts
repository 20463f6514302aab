/** Text without halves of surrogate pairs: PostgreSQL keeps none, and JSON with one is refused whole. */
export const wellFormed = (text: string): string => (/[\ud800-\udfff]/.test(text) ? text.replace(/\p{Cs}/gu, "\ufffd") : text);
