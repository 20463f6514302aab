import { Bookmark, ChevronDown, Pin, PinOff, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "~/domains/prospecting/view/saved-view.schema";
import { Button } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { useShortcut } from "~/ui/controls/use-shortcut";
import { Check } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { Input } from "~/ui/forms/inputs";
import { Dialog } from "~/ui/overlays/dialog";
import { Menu, type MenuEntry } from "~/ui/overlays/menu";

interface Props {
  views: Array<SavedView>;
  /** The list's address now, without "?" and place. */
  query: string;
  mayShare: boolean;
}

/** The views that are no tabs, and what can be done with the one that is open; its own key keeps the list as it stands. */
export function ViewMenu({ views, query, mayShare }: Props) {
  const { t } = useTranslation("prospecting");
  const [asking, ask] = useState(false);
  useShortcut("v", () => ask(true), t("saved_view.save"));
  const current = views.find((view) => view.query === query);
  const act = (label: string, icon: typeof Pin, name: string, danger = false): MenuEntry => ({
    label,
    icon,
    danger,
    form: { action: "/prospects/views", fields: { act: name, viewId: current!.id } },
  });
  const others = views.filter(({ isPinned }) => !isPinned);
  const entries: Array<MenuEntry> = [
    ...others.map((view) => ({
      label: view.name,
      to: view.query ? `/prospects?${view.query}` : "/prospects",
      icon: view.isShared ? Users : Bookmark,
      checked: view === current,
    })),
    ...(others.length > 0 ? (["rule"] as const) : []),
    { label: t("saved_view.save"), icon: Bookmark, run: () => ask(true), shortcut: "V" },
    ...(current?.isMine
      ? [
          current.isPinned ? act(t("saved_view.unpin"), PinOff, "unpin") : act(t("saved_view.pin"), Pin, "pin"),
          ...(mayShare
            ? [current.isShared ? act(t("saved_view.unshare"), Users, "unshare") : act(t("saved_view.share"), Users, "share")]
            : []),
          act(t("saved_view.delete"), Trash2, "delete", true),
        ]
      : []),
  ];
  return (
    <>
      <Menu
        label={t("saved_view.many")}
        triggerClass="tab"
        trigger={
          <>
            {t("saved_view.many")} <Icon of={ChevronDown} />
          </>
        }
        entries={entries}
      />
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t("saved_view.save")}
        foot={
          <>
            <Button type="button" kind="quiet" onClick={() => ask(false)}>
              {t("prospect.cancel")}
            </Button>
            <Button kind="primary" form="save-view">
              {t("prospect.save")}
            </Button>
          </>
        }
      >
        <Form method="post" action="/prospects/views" id="save-view" className="stack g4" onSubmit={() => ask(false)}>
          <input type="hidden" name="act" value="save" />
          <input type="hidden" name="query" value={query} />
          <Field label={t("saved_view.name")} name="name" hint={t("saved_view.name_hint")} required>
            <Input maxLength={60} autoComplete="off" defaultValue={current?.isMine ? current.name : ""} />
          </Field>
          <Check name="pinned" label={t("saved_view.pinned")} defaultChecked={current?.isPinned ?? true} />
          {mayShare && <Check name="shared" label={t("saved_view.shared")} defaultChecked={current?.isShared} />}
        </Form>
      </Dialog>
    </>
  );
}
