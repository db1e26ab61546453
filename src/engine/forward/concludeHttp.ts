import type { HttpResponse, Outcome } from '../dataplane/connection.ts';
import type { Served } from './httpChain.ts';
import { replyTo } from './localReply.ts';
import type { Proxy } from './proxy.ts';

/** Ends the proxy's turn with what became of the request, and turns it into what the client side gets. */
export function concludeHttp(proxy: Proxy, served: Served): Outcome {
  const { walk, turn, at } = proxy;
  switch (served.kind) {
    case 'forwarded':
      turn.end('forwarded');
      return { kind: 'response', response: served.response };
    case 'undetermined':
      turn.end('failed');
      walk.find({ verdict: 'undetermined', at, reason: served.reason, because: served.because });
      return { kind: 'undetermined' };
    case 'answered': {
      const { verdict, reason, because, deniedBy, considered = [] } = served;
      if (verdict === 'failed') {
        turn.decide({ reason, because, source: sourceOfAnswer, ...(considered.length === 0 ? {} : { considered }) });
      }
      turn.end(verdict === 'delivered' ? 'answered' : verdict === 'denied' ? 'refused' : 'failed');
      walk.find({ verdict, at, reason, because, ...(deniedBy === undefined ? {} : { deniedBy }) });
      return { kind: 'response', response: responseOf(served) };
    }
  }
}

const sourceOfAnswer = 'envoy source/common/http/filter_manager.cc FilterManager::sendLocalReply';

function responseOf({ request, reply, finish }: Extract<Served, { kind: 'answered' }>): HttpResponse {
  const response = replyTo(request, reply);
  return finish?.(response) ?? response;
}
