/** Calls back once, when the page has settled for the first time: what nobody waits for is fetched from then on. */
export function whenSettled(run: () => void): () => void {
  if (document.body.dataset['settled'] === 'true') {
    run();
    return () => undefined;
  }
  const observer = new MutationObserver(() => {
    if (document.body.dataset['settled'] !== 'true') return;
    observer.disconnect();
    run();
  });
  observer.observe(document.body, { attributeFilter: ['data-settled'] });
  return () => {
    observer.disconnect();
  };
}
