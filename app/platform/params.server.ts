import { AppError } from "./errors";
import { isId } from "./ids";

/** An id out of an address. @throws AppError 'platform.record.unknown' (404): what has no id's form exists nowhere */
export function idFrom(text: string | undefined): string {
  if (isId(text)) return text;
  throw new AppError("platform.record.unknown", { status: 404 });
}

/** A row that must be there. @throws AppError 'platform.record.unknown' (404) */
export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw new AppError("platform.record.unknown", { status: 404 });
  return row;
}
