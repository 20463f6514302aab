export const longestUrl = 500;

/** A web address with its scheme (`https://` when it had none); null when it is not one. */
export function normaliseUrl(text: string): string | null {
  const bare = text.trim();
  if (bare === "" || /\s/.test(bare) || bare.length > longestUrl) return null;
  const url = /^https?:\/\//i.test(bare) ? bare : /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(bare) ? null : `https://${bare.replace(/^\/\//, "")}`;
  if (!url || url.length > longestUrl || !/^https?:\/\/[^\s/?#@]+\.[^\s/?#@]{2,}(?:[/?#]|$)/iu.test(url)) return null;
  return /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[\w\-./~%]*)?$/i.test(url) || URL.canParse(url) ? url : null;
}

/** A profile or page on LinkedIn; null for other sites. */
export function normaliseLinkedinUrl(text: string): string | null {
  const bare = text.trim();
  const url = normaliseUrl(/^\/?(in|company)\//i.test(bare) ? `www.linkedin.com/${bare.replace(/^\//, "")}` : bare);
  return url && /^https?:\/\/([a-z0-9-]+\.)?linkedin\.com\//i.test(url) ? url : null;
}
