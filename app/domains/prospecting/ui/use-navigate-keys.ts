import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { isTyping } from "~/ui/controls/keys";

/** Goes to an address on a key, except where letters or choices want it. */
export function useNavigateKeys(places: { [key: string]: string | null | undefined }) {
  const navigate = useNavigate();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const to = places[event.key];
      const isChoosing = event.target instanceof HTMLInputElement && event.target.type === "radio";
      if (!to || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isChoosing || isTyping(event.target)) return;
      event.preventDefault();
      navigate(to, { preventScrollReset: true });
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
}
