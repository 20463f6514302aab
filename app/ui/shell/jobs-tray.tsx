import { Link } from "@remix-run/react";
import { X } from "lucide-react";
import { type CSSProperties, useRef } from "react";
import { Progress } from "~/ui/charts/progress";
import { IconButton } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import type { EntryForm } from "~/ui/overlays/menu";
import { usePopover } from "~/ui/overlays/popover";
import { useFormat } from "~/ui/words";

/** Long work under way: `ratio` 0–1 done, `left` in words ("reste 4 min"), where it can be followed, how it is stopped. */
export type RunningJob = {
  id: string;
  label: string;
  ratio: number;
  left?: string;
  to?: string;
  cancel?: { label: string; form: EntryForm };
};

/** The ring in the top line, and the list behind it. Nothing runs: nothing is shown. */
export function JobsTray({ jobs, label }: { jobs: RunningJob[]; label: string }) {
  const panel = useRef<HTMLDivElement>(null);
  const pop = usePopover(panel);
  const format = useFormat();
  if (jobs.length === 0) return null;
  const done = jobs.reduce((sum, job) => sum + job.ratio, 0) / jobs.length;
  return (
    <>
      <button type="button" className="jobs" aria-expanded={pop.open} {...pop.trigger}>
        <svg className="progress-ring" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" pathLength="100" />
          <circle cx="8" cy="8" r="6" pathLength="100" style={{ "--v": Math.round(done * 100) } as CSSProperties} />
        </svg>
        <span className="hide-s">
          {label} {format.percent(done, 0)}
        </span>
        <span className="sr-only only-s">
          {label} {format.percent(done, 0)}
        </span>
      </button>
      <div ref={panel} className="pop pop-panel is-end stack g4" role="dialog" aria-label={label} {...pop.panel}>
        {jobs.map((job) => (
          <div key={job.id} className="stack g1">
            <div className="row">
              {job.to ? (
                <Link className="linked truncate grow" to={job.to}>
                  {job.label}
                </Link>
              ) : (
                <span className="truncate grow">{job.label}</span>
              )}
              {job.cancel && (
                <Form method="post" action={job.cancel.form.action} navigate={false}>
                  {Object.entries(job.cancel.form.fields).map(([name, value]) => (
                    <input key={name} type="hidden" name={name} value={value} />
                  ))}
                  <IconButton icon={X} label={job.cancel.label} type="submit" />
                </Form>
              )}
            </div>
            <Progress label={job.label} ratio={job.ratio} />
            {job.left && <span className="meta muted">{job.left}</span>}
          </div>
        ))}
      </div>
    </>
  );
}
