import { z } from "zod";

/** A view of the list, as tabs and menus need it. */
export interface SavedView {
  id: string;
  name: string;
  /** The list's address without "?": filter, order, columns and groups. */
  query: string;
  isShared: boolean;
  isPinned: boolean;
  /** One's own: only its owner changes it. */
  isMine: boolean;
}

export const mostViews = 50;

/** `save` makes a view, or replaces one's own of that name; the others act on one of one's own. */
export const ViewForm = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("save"),
    name: z
      .string("prospecting.view.name_missing")
      .trim()
      .min(1, "prospecting.view.name_missing")
      .max(60, "prospecting.view.name_too_long"),
    query: z.string().max(8000, "prospecting.view.too_long").default(""),
    shared: z.literal("on").optional(),
    pinned: z.literal("on").optional(),
  }),
  z.object({ act: z.enum(["pin", "unpin", "share", "unshare", "delete"]), viewId: z.guid("prospecting.view.unknown") }),
]);
export type ViewForm = z.output<typeof ViewForm>;
