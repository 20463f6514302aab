import { isId } from "~/platform/ids";

/** Where a page of rows begins: after the last one seen, which was at that place. */
export interface RowPlace {
  occurredAt: Date;
  subjectId: string;
  place: number;
}

/** "<milliseconds>_<id>": the address of the row a next page begins after; its place is added behind. */
export const afterText = ({ occurredAt, subjectId }: { occurredAt: Date; subjectId: string }) => `${occurredAt.getTime()}_${subjectId}`;

/** Reads "<milliseconds>_<id>_<place>"; null when it is none. */
export function afterFrom(text: string | null): RowPlace | null {
  const [time, subjectId, place] = (text ?? "").split("_");
  const moment = Number(time);
  if (!isId(subjectId) || !Number.isSafeInteger(moment) || Math.abs(moment) > 8.64e15) return null;
  const at = Number(place);
  return { occurredAt: new Date(moment), subjectId, place: Number.isSafeInteger(at) && at > 0 ? at : 0 };
}
