import type { LocatedTrace } from '#model/compiled.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import { HopList } from './HopList.tsx';
import { HttpExchangeDetails } from './HttpExchangeDetails.tsx';
import { LogDetails } from './LogDetails.tsx';
import { MetricDetails } from './MetricDetails.tsx';
import { SharesTable } from './SharesTable.tsx';
import { VerdictHeader } from './VerdictHeader.tsx';
import { wasSent } from './verdictHeadline.ts';

const WhatIfs = lazyPart(async () => (await import('#ui/whatIf/WhatIfs.tsx')).WhatIfs);

/** The answer to a request, or to many of them, top to bottom. */
export function TraceBody({ sent }: { readonly sent: LocatedTrace | undefined }) {
  return (
    <>
      {sent === undefined ? null : <VerdictHeader trace={sent.trace} />}
      <SharesTable />
      {sent === undefined || !wasSent(sent.trace.verdict) ? null : (
        <>
          <WhatIfs sent={sent} />
          <HopList sent={sent} />
          <HttpExchangeDetails http={sent.trace.http} />
          <LogDetails logs={sent.trace.logs} />
          <MetricDetails metrics={sent.trace.metrics} />
        </>
      )}
    </>
  );
}
