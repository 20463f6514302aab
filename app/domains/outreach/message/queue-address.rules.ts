/** Where the queue of drafts stands: narrowed to a campaign or not, at a message or at its beginning. */
export function queueAddress({ campaign, message }: { campaign?: string; message?: string }): string {
  const search = new URLSearchParams([...(campaign ? [["campaign", campaign]] : []), ...(message ? [["message", message]] : [])]);
  return search.size > 0 ? `/drafts?${search}` : "/drafts";
}
