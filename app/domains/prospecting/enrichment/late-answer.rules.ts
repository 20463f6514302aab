import { isId } from "~/platform/ids";

/** What an answer that comes later names: whose question it was, and which. */
export const markOf = (companyId: string, requestId: string) => `${companyId}.${requestId}`;

export function readMark(mark: string): { companyId: string; requestId: string } | null {
  const [companyId, requestId, more] = mark.split(".");
  return isId(companyId) && isId(requestId) && more === undefined ? { companyId, requestId } : null;
}
