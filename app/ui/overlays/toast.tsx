import { useFetchers } from "@remix-run/react";
import { Check, CircleAlert, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { Button, IconButton } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Form } from "~/ui/forms/form";
import type { EntryForm } from "~/ui/overlays/menu";
import { useWords } from "~/ui/words";

/** What was done, in words, and the way back where there is one. A new `id` is a new notice. */
export type Notice = { id: string; text: string; tone?: "done" | "danger"; undo?: EntryForm };

const NotifyContext = createContext<(notice: Notice) => void>(() => {});
/** Says something from the browser, after a fetcher answered for instance. */
export const useNotify = () => useContext(NotifyContext);

const stays = 8_000;

/** The place of notices. `notice` comes from a loader (it stands before scripts too), others by `useNotify`, or from any fetcher
 *  whose answer has a `notice`. Undo also by the key Z. */
export function Toasts({ notice, children }: { notice?: Notice | null; children: ReactNode }) {
  const [shown, setShown] = useState<Notice[]>(notice ? [notice] : []);
  const seen = useRef(new Set(notice ? [notice.id] : []));
  const notify = useCallback((next: Notice) => {
    if (seen.current.has(next.id)) return;
    seen.current.add(next.id);
    setShown((now) => [...now.slice(-2), next]);
  }, []);
  const dismiss = useCallback((id: string) => setShown((now) => now.filter((one) => one.id !== id)), []);

  useEffect(() => {
    if (notice) notify(notice);
  }, [notice, notify]);

  const fetchers = useFetchers();
  useEffect(() => {
    for (const { data } of fetchers) if (isAnswerWithNotice(data)) notify(data.notice);
  }, [fetchers, notify]);

  const value = useMemo(() => notify, [notify]);
  return (
    <NotifyContext.Provider value={value}>
      {children}
      <div className="toast-place" role="status" aria-live="polite">
        {shown.map((one, place) => (
          <Toast key={one.id} notice={one} onClose={dismiss} last={place === shown.length - 1} />
        ))}
      </div>
    </NotifyContext.Provider>
  );
}

const isAnswerWithNotice = (data: unknown): data is { notice: Notice } =>
  typeof data === "object" && data !== null && "notice" in data && typeof (data as { notice?: { id?: unknown } }).notice?.id === "string";

function Toast({ notice, onClose, last }: { notice: Notice; onClose: (id: string) => void; last: boolean }) {
  const say = useWords();
  const [held, hold] = useState(false);
  const { id } = notice;
  useEffect(() => {
    if (held || notice.tone === "danger") return;
    const timer = setTimeout(() => onClose(id), stays);
    return () => clearTimeout(timer);
  }, [held, id, notice.tone, onClose]);
  return (
    <div
      className="toast"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <Icon of={notice.tone === "danger" ? CircleAlert : Check} className={notice.tone === "danger" ? "is-danger" : undefined} />
      <span>{notice.text}</span>
      {notice.undo && (
        <Form method="post" action={notice.undo.action} navigate={!notice.undo.background} preventScrollReset onSubmit={() => onClose(id)}>
          {Object.entries(notice.undo.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button kind="quiet" size="sm" shortcut={last ? "z" : undefined}>
            {say("undo")}
          </Button>
        </Form>
      )}
      <IconButton icon={X} label={say("close")} onClick={() => onClose(id)} />
    </div>
  );
}
