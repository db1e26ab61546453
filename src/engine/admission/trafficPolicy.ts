import type { ClientTls, ConnectionPool, OutlierDetection, TrafficPolicy } from '#model/kubernetes/kinds.ts';
import { checkDuration, isZeroDuration } from './goDuration.ts';
import { all, each, errorText, errorsOf, none, refuse, refuseIf, warnIf, type Findings } from './goError.ts';
import { checkLoadBalancer } from './loadBalancer.ts';
import { checkFqdn, checkPort } from './names.ts';
import { isAddress } from './netip.ts';

type Tunnel = NonNullable<TrafficPolicy['tunnel']>;

/** Mirrors istiod `validateTrafficPolicy`. */
export function checkTrafficPolicy(policy: TrafficPolicy | undefined): Findings {
  if (policy === undefined) return none;
  const { tunnel, proxyProtocol, outlierDetection, portLevelSettings = [], ...others } = policy;
  const parts = [tunnel, proxyProtocol, outlierDetection, ...portLevelSettings, ...Object.values(others)];
  if (parts.every((part) => part === undefined)) return refuse('traffic policy must have at least one field');
  if (tunnel !== undefined && proxyProtocol !== undefined) {
    return refuse('tunnel and proxyProtocol must not be set together');
  }
  return all(
    checkOutlierDetection(outlierDetection),
    errorsOf(checkConnectionPool(policy.connectionPool)),
    checkLoadBalancer(policy.loadBalancer, outlierDetection !== undefined),
    checkClientTls(policy.tls),
    errorsOf(each(portLevelSettings, checkPortPolicy)),
    tunnel === undefined ? none : checkTunnel(tunnel),
  );
}

type PortPolicy = NonNullable<TrafficPolicy['portLevelSettings']>[number];

function checkPortPolicy({ port, outlierDetection, connectionPool, loadBalancer, tls }: PortPolicy): Findings {
  const nothing = [outlierDetection, connectionPool, loadBalancer, tls].every((part) => part === undefined);
  return all(
    refuseIf(port === undefined, 'portTrafficPolicy must have valid port'),
    nothing
      ? refuse('port traffic policy must have at least one field')
      : all(
          checkOutlierDetection(outlierDetection),
          checkConnectionPool(connectionPool),
          checkLoadBalancer(loadBalancer, outlierDetection !== undefined),
          checkClientTls(tls),
        ),
  );
}

function checkTunnel({ protocol = '', targetHost, targetPort }: Tunnel): Findings {
  const nameError = checkFqdn(targetHost).error;
  const portError = checkPort(targetPort).error;
  return all(
    refuseIf(!['', 'CONNECT', 'POST'].includes(protocol), 'tunnel protocol must be "CONNECT" or "POST"'),
    nameError !== undefined && !isAddress(targetHost)
      ? refuse(
          `tunnel target host must be valid FQDN or IP address: ${errorText(nameError)}; ${targetHost} is not a valid IP`,
        )
      : none,
    portError === undefined ? none : refuse(`tunnel target port is invalid: ${errorText(portError)}`),
  );
}

function checkOutlierDetection(outlier: OutlierDetection | undefined): Findings {
  if (outlier === undefined) return none;
  return all(
    checkDuration(outlier.baseEjectionTime),
    warnIf(
      (outlier.consecutiveErrors ?? 0) !== 0,
      'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
    ),
    refuseIf(
      outlier.splitExternalLocalOriginErrors !== true && (outlier.consecutiveLocalOriginFailures ?? 0) > 0,
      'outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false',
    ),
    checkDuration(outlier.interval),
    checkPercent(outlier.maxEjectionPercent ?? 0),
    checkPercent(outlier.minHealthPercent ?? 0),
  );
}

function checkPercent(value: number): Findings {
  return refuseIf(value < 0 || value > 100, `percentage ${value} is not in range 0..100`);
}

function checkConnectionPool(pool: ConnectionPool | undefined): Findings {
  if (pool === undefined) return none;
  if (pool.http === undefined && pool.tcp === undefined) {
    return refuse('connection pool must have at least one field');
  }
  return all(checkHttpPool(pool.http), checkTcpPool(pool.tcp));
}

const notNegative = (value: number | undefined, what: string) =>
  refuseIf((value ?? 0) < 0, `${what} must be non-negative`);

function checkHttpPool(http: ConnectionPool['http']): Findings {
  if (http === undefined) return none;
  const keepAlive = http.http2KeepAlive;
  return all(
    notNegative(http.http1MaxPendingRequests, 'http1 max pending requests'),
    notNegative(http.http2MaxRequests, 'http2 max requests'),
    notNegative(http.maxRequestsPerConnection, 'max requests per connection'),
    notNegative(http.maxRetries, 'max retries'),
    checkDuration(http.idleTimeout),
    refuseIf(
      http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true,
      'use client protocol must not be true when H2UpgradePolicy is UPGRADE',
    ),
    notNegative(http.maxConcurrentStreams, 'max concurrent streams'),
    keepAlive === undefined
      ? none
      : all(
          keepAlive.interval === undefined
            ? refuse('http2 keepalive interval is required')
            : checkDuration(keepAlive.interval),
          keepAlive.timeout === undefined
            ? refuse('http2 keepalive timeout is required')
            : checkDuration(keepAlive.timeout),
        ),
  );
}

function checkTcpPool(tcp: ConnectionPool['tcp']): Findings {
  if (tcp === undefined) return none;
  const { idleTimeout } = tcp;
  return all(
    notNegative(tcp.maxConnections, 'max connections'),
    checkDuration(tcp.connectTimeout),
    checkDuration(tcp.maxConnectionDuration),
    // No time at all switches the timeout off.
    idleTimeout === undefined || isZeroDuration(idleTimeout) ? none : checkDuration(idleTimeout),
    checkDuration(tcp.tcpKeepalive?.time),
    checkDuration(tcp.tcpKeepalive?.interval),
  );
}

/** Mirrors istio `agent.ValidateTLS`. */
function checkClientTls(tls: ClientTls | undefined): Findings {
  if (tls === undefined) return none;
  const { mode, credentialName = '', caCertificates = '', clientCertificate = '', privateKey = '', caCrl = '' } = tls;
  const names = tls.subjectAltNames !== undefined && tls.subjectAltNames.length > 0;
  const skips = tls.insecureSkipVerify === true;
  const verification = all(
    refuseIf(
      skips && mode === 'SIMPLE' && (caCertificates !== '' || credentialName !== '' || names),
      'cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set true',
    ),
    refuseIf(
      skips && mode === 'MUTUAL' && (caCertificates !== '' || names),
      'cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true',
    ),
  );
  if ((mode === 'SIMPLE' || mode === 'MUTUAL') && credentialName !== '') {
    return all(
      verification,
      refuseIf(
        [clientCertificate, caCertificates, privateKey, caCrl].some((field) => field !== ''),
        'cannot specify client certificates or CA certificate or CA CRL If credentialName is set',
      ),
    );
  }
  if (mode !== 'MUTUAL') return verification;
  return all(
    verification,
    refuseIf(clientCertificate === '', 'client certificate required for mutual tls'),
    refuseIf(privateKey === '', 'private key required for mutual tls'),
  );
}
