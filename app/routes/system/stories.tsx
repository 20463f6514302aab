import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { type ComponentType, lazy, Suspense } from "react";
import { isLoopback } from "~/platform/env.server";
import { AppError } from "~/platform/errors";

const stories = import.meta.glob<{ default: ComponentType }>(["../../ui/stories/*.tsx", "!../../ui/stories/{story,shell-frame}.tsx"]);
const groups = Object.keys(stories).map((path) => path.replace(/^.*\/|\.tsx$/g, ""));
const fileOf = (group: string) => `../../ui/stories/${group}.tsx`;
const parts = Object.fromEntries(groups.map((group) => [group, lazy(stories[fileOf(group)]!)]));
/** The server draws a page in one go: what it draws is there before. */
const ready = new Map<string, ComponentType>();

/** The kit in every state, for those who build it: shown on one's own machine only. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (!isLoopback()) throw new AppError("platform.record.unknown", { status: 404 });
  const wanted = new URL(request.url).searchParams.get("group");
  const group = groups.find((each) => each === wanted) ?? null;
  if (group) ready.set(group, (await stories[fileOf(group)]!()).default);
  return { group };
}

export default function Stories() {
  const { group } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const Part = group ? (ready.get(group) ?? parts[group]) : undefined;
  if (Part)
    return (
      <Suspense fallback={null}>
        <Part key={params.toString()} />
      </Suspense>
    );
  return (
    <main className="content">
      <h1 className="title">Stories</h1>
      <ul className="plain stack g2">
        {groups.map((each) => (
          <li key={each}>
            <Link className="link" to={`?group=${each}`}>
              {each}
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
