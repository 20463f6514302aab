import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Reads the page again every `everyMs` while something moves, as long as somebody looks. */
export function useLive(moves: boolean, everyMs = 2_000) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!moves || state !== "idle") return;
    const timer = setInterval(() => document.visibilityState === "visible" && revalidate(), everyMs);
    return () => clearInterval(timer);
  }, [moves, state, revalidate, everyMs]);
}
