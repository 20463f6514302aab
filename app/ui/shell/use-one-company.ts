import { useEffect } from "react";

/**
 * The tabs of a browser share one session, and with it one company. A page of the company that was left, open in another tab or kept by the
 * back button, is not acted upon as if it were of this one: it goes to the first page.
 */
export function useOneCompany(companyId: string | undefined) {
  useEffect(() => {
    if (!companyId) return;
    const channel = new BroadcastChannel("essor-company");
    channel.onmessage = ({ data }) => {
      if (data !== companyId) location.assign("/");
    };
    channel.postMessage(companyId);
    const comeBack = (event: PageTransitionEvent) => {
      if (event.persisted) location.reload();
    };
    addEventListener("pageshow", comeBack);
    return () => {
      channel.close();
      removeEventListener("pageshow", comeBack);
    };
  }, [companyId]);
}
