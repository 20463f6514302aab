import { useLoaderData } from "@remix-run/react";
import { askBare } from "./ask-bare";
import { BareTable } from "./bare-table";
import { listStatement, matchStatement } from "./list-statements";

/**
 * The least that Remix can do for the list of prospects in this very build: the same rows and their number, and a plain table. No session,
 * no frame, no words, no company's transaction. A route of the bench's build only.
 */
export const loader = () => askBare("list", { page: listStatement, count: matchStatement });

export default function TwinPage() {
  return <BareTable {...useLoaderData<typeof loader>()} />;
}
