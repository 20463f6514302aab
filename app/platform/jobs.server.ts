import { askJobServer, isEmbedded } from "~inngest/client";
import { AppError } from "./errors";

/** Whether runs are kept here; else the job server's own dashboard shows them. */
export const keepsRuns = isEmbedded;

const keptHere = () => {
  if (!keepsRuns) throw new AppError("platform.record.unknown", { status: 404 });
};

/** Runs a run once more, as a new one. @returns the new run's id @throws AppError 'operations.run.not_rerun' (503), 'platform.record.unknown' (404) where runs are kept elsewhere */
export async function rerunRun(runId: string): Promise<string> {
  keptHere();
  const answer = await askJobServer("POST", `/v1/runs/${encodeURIComponent(runId)}/rerun`);
  if (!answer.ok) throw new AppError("operations.run.not_rerun", { status: 503 });
  const { data } = (await answer.json()) as { data: string };
  return data;
}

/** Ends a run that has not ended. False when it had. @throws AppError 'platform.record.unknown' (404) where runs are kept elsewhere */
export async function cancelRun(runId: string): Promise<boolean> {
  keptHere();
  return (await askJobServer("POST", `/v1/runs/${encodeURIComponent(runId)}/cancel`)).ok;
}
