import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { askBare } from "./ask-bare";
import { BareTable } from "./bare-table";
import { type QuestionName, questions } from "./questions";

/** The least that Remix can do for one of the questions, as twin-page.tsx does for the list: a route of the bench's build only. */
export const loader = ({ params }: LoaderFunctionArgs) => askBare(`question ${params.name}`, questions[params.name as QuestionName]);

export default function QuestionPage() {
  return <BareTable {...useLoaderData<typeof loader>()} />;
}
