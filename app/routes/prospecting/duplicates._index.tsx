import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Merge, SearchCheck, Split } from "lucide-react";
import { useTranslation } from "react-i18next";
import { lastDuplicateRuns, readDuplicateQueue } from "~/domains/prospecting/duplicate/duplicate.queries.server";
import { useLive } from "~/ui/data/use-live";
import { DuplicateRail } from "~/domains/prospecting/ui/duplicate-rail";
import { DuplicateRuns } from "~/domains/prospecting/ui/duplicate-runs";
import { MatchReasons } from "~/domains/prospecting/ui/match-reasons";
import { MergeChoice } from "~/domains/prospecting/ui/merge-choice";
import { requireCompany } from "~/platform/gate.server";
import { isId } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { Button } from "~/ui/controls/button";
import { useNavigateKeys } from "~/domains/prospecting/ui/use-navigate-keys";
import { Form } from "~/ui/forms/form";
import { ListPage } from "~/ui/pages/list-page";
import { QueueGap, QueuePage, QueuePlace } from "~/ui/pages/queue-page";
import { Empty } from "~/ui/surfaces/faces";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const { searchParams } = new URL(request.url);
  const [list, wanted] = [searchParams.get("importRun"), searchParams.get("pair")];
  const importRunId = isId(list) ? list : null;
  const read = await inCompany(company, async (ctx) => ({
    queue: await readDuplicateQueue(ctx, { importRunId, wanted: isId(wanted) ? wanted : null }),
    runs: await lastDuplicateRuns(ctx),
    now: ctx.now,
  }));
  return { ...read, importRunId, mayChange: company.may("prospect:change") };
}

export default function Duplicates() {
  const { queue, runs, now, importRunId, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  const isRunning = runs.some(({ state }) => state === "running");
  useLive(isRunning);
  const address = (pair: string) => `/duplicates?${importRunId ? `importRun=${importRunId}&` : ""}pair=${pair}`;
  useNavigateKeys({ ArrowLeft: queue?.previousId && address(queue.previousId), ArrowRight: queue?.nextId && address(queue.nextId) });
  const search = mayChange && (
    <Form method="post" action="/duplicates/run">
      <Button
        kind="secondary"
        size="sm"
        icon={SearchCheck}
        name="kind"
        value="find"
        busy={runs.some(({ kind, state }) => kind === "find" && state === "running")}
      >
        {t("duplicate.search")}
      </Button>
    </Form>
  );
  if (!queue)
    return (
      <ListPage title={t("duplicate.title")} crumbs={[{ label: t("prospect.many"), to: "/prospects" }]} actions={search}>
        <Empty icon={Merge} title={t("duplicate.empty.title")}>
          {t("duplicate.empty.text")}
        </Empty>
        <DuplicateRuns runs={runs} now={now} />
      </ListPage>
    );

  const { pair, preview, at, total, certain, rail, previousId, nextId } = queue;
  const after = nextId ?? previousId;
  const fields = (
    <>
      {importRunId && <input type="hidden" name="importRun" value={importRunId} />}
      {after && <input type="hidden" name="next" value={after} />}
    </>
  );
  return (
    <QueuePage
      title={t("duplicate.title")}
      crumbs={[{ label: t("prospect.many"), to: "/prospects" }]}
      actions={
        <span className="row hide-s">
          {search}
          {mayChange && certain > 0 && (
            <Form method="post" action="/duplicates/run">
              <Button
                kind="secondary"
                size="sm"
                icon={Merge}
                name="kind"
                value="merge"
                busy={runs.some(({ kind, state }) => kind === "merge" && state === "running")}
              >
                {t("duplicate.merge_certain", { count: certain })}
              </Button>
            </Form>
          )}
        </span>
      }
      rail={<DuplicateRail rail={rail} currentId={pair.id} toPair={address} />}
      railLabel={t("duplicate.rail")}
      mainLabel={t("duplicate.main")}
      evidence={
        <>
          <MatchReasons certainty={pair.certainty} reasons={pair.reasons} />
          <DuplicateRuns runs={runs} now={now} />
        </>
      }
      evidenceLabel={t("duplicate.why")}
      verbs={
        mayChange ? (
          <>
            <Form method="post" action={`/duplicates/${pair.id}/part`}>
              {fields}
              <Button kind="secondary" icon={Split} shortcut="n" busy={busy}>
                {t("duplicate.part")}
              </Button>
            </Form>
            <QueueGap />
            <Button kind="primary" icon={Merge} shortcut="m" busy={busy} form="merge">
              {t("duplicate.merge")}
            </Button>
          </>
        ) : (
          <span className="meta muted">{t("duplicate.read_only")}</span>
        )
      }
    >
      <Form method="post" action={`/duplicates/${pair.id}/merge`} id="merge" key={pair.id}>
        {fields}
        <MergeChoice
          preview={preview}
          place={
            <QueuePlace
              at={at}
              of={total}
              previousTo={previousId ? address(previousId) : undefined}
              nextTo={nextId ? address(nextId) : undefined}
            />
          }
        />
      </Form>
    </QueuePage>
  );
}
