import {
  backendRules,
  filterRules,
  fractionRules,
  mirrorRules,
  notRepeated,
  pathModifierRules,
  redirectOrRewrite,
  starAlone,
} from './gatewayRules.ts';
import { externalAuthRules, sessionRules } from './httpRouteRules.ts';
import {
  backendFields,
  duration,
  headerName,
  localObject,
  patterns,
  preciseHostname,
  portNumber,
} from './gatewayParts.ts';
import {
  boolean,
  choice,
  experimental,
  integer,
  list,
  object,
  required,
  string,
  withDefault,
  type TypeOf,
} from './schema.ts';

/** The experimental channel also wants printable words with single blanks between them. */
export const headerValue = string({
  minLength: 1,
  maxLength: 4096,
  experimentalPattern: /^[!-~]+([\t ][!-~]+)*$/,
  patternText: '^[!-~]+([\\t ]?[!-~]+)*$',
});

const header = object({ name: required(headerName), value: required(headerValue) });

const headerModifier = object({
  set: list(header, { maxItems: 16, unique: ['name'] }),
  add: list(header, { maxItems: 16, unique: ['name'] }),
  remove: list(string(), { maxItems: 16, unique: 'set' }),
});

const backend = object(backendFields, { rules: backendRules });

const mirror = object(
  {
    backendRef: required(backend),
    percent: integer({ minimum: 0, maximum: 100, format: 'int32' }),
    fraction: object(
      {
        numerator: required(integer({ minimum: 0, format: 'int32' })),
        denominator: withDefault(integer({ minimum: 1, format: 'int32' }), 100),
      },
      { rules: fractionRules },
    ),
  },
  { rules: mirrorRules },
);

const pathModifier = object(
  {
    type: required(choice(['ReplaceFullPath', 'ReplacePrefixMatch'])),
    replaceFullPath: string({ maxLength: 1024 }),
    replacePrefixMatch: string({ maxLength: 1024 }),
  },
  { rules: pathModifierRules },
);

const redirect = object({
  scheme: choice(['http', 'https']),
  hostname: preciseHostname,
  path: pathModifier,
  port: portNumber,
  statusCode: withDefault(integer({ enum: [301, 302, 303, 307, 308] }), 302),
});

const rewrite = object({ hostname: preciseHostname, path: pathModifier });

const corsHeaderName = string({ pattern: patterns.headerName, minLength: 1, maxLength: 256 });

const cors = object({
  allowOrigins: list(
    string({
      pattern: /(^\*$)|(^(http(s)?):\/\/(((\*\.)?([a-zA-Z0-9\-]+\.)*[a-zA-Z0-9-]+|\*)(:([0-9]{1,5}))?)$)/,
      minLength: 1,
      maxLength: 253,
    }),
    { maxItems: 64, unique: 'set', rules: starAlone('AllowOrigins', 'origins') },
  ),
  allowCredentials: boolean(),
  allowMethods: list(choice(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', '*']), {
    maxItems: 9,
    unique: 'set',
    rules: starAlone('AllowMethods', 'methods'),
  }),
  allowHeaders: list(corsHeaderName, { maxItems: 64, unique: 'set', rules: starAlone('AllowHeaders', 'methods') }),
  exposeHeaders: list(corsHeaderName, { maxItems: 64, unique: 'set' }),
  maxAge: withDefault(integer({ minimum: 1, format: 'int32' }), 5),
});

const headerNames = list(string(), { maxItems: 64, unique: 'set' });

const externalAuth = object(
  {
    protocol: required(choice(['HTTP', 'GRPC'])),
    backendRef: required(backend),
    grpc: object({ allowedHeaders: headerNames }),
    http: object({
      path: string({ pattern: /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$/, maxLength: 1024 }),
      allowedHeaders: headerNames,
      allowedResponseHeaders: headerNames,
    }),
    forwardBody: object({ maxSize: integer({ minimum: 0, format: 'int32' }) }),
  },
  { rules: externalAuthRules },
);

export const httpFilter = object(
  {
    type: required(
      choice(
        [
          'RequestHeaderModifier',
          'ResponseHeaderModifier',
          'RequestMirror',
          'RequestRedirect',
          'URLRewrite',
          'ExtensionRef',
          'CORS',
          'ExternalAuth',
        ],
        { experimentalEnum: ['ExternalAuth'] },
      ),
    ),
    requestHeaderModifier: headerModifier,
    responseHeaderModifier: headerModifier,
    requestMirror: mirror,
    requestRedirect: redirect,
    urlRewrite: rewrite,
    cors,
    externalAuth: experimental(externalAuth),
    extensionRef: localObject,
  },
  {
    rules: filterRules([
      ['cors', 'CORS'],
      ['requestHeaderModifier', 'RequestHeaderModifier'],
      ['responseHeaderModifier', 'ResponseHeaderModifier'],
      ['requestMirror', 'RequestMirror'],
      ['requestRedirect', 'RequestRedirect'],
      ['urlRewrite', 'URLRewrite'],
      ['extensionRef', 'ExtensionRef'],
      ['externalAuth', 'ExternalAuth'],
    ]),
  },
);

export const httpFilters = list(httpFilter, {
  maxItems: 16,
  rules: [
    ...redirectOrRewrite,
    ...notRepeated('CORS', 'RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite'),
  ],
});

export const grpcFilter = object(
  {
    type: required(choice(['ResponseHeaderModifier', 'RequestHeaderModifier', 'RequestMirror', 'ExtensionRef'])),
    requestHeaderModifier: headerModifier,
    responseHeaderModifier: headerModifier,
    requestMirror: mirror,
    extensionRef: localObject,
  },
  {
    rules: filterRules([
      ['requestHeaderModifier', 'RequestHeaderModifier'],
      ['responseHeaderModifier', 'ResponseHeaderModifier'],
      ['requestMirror', 'RequestMirror'],
      ['extensionRef', 'ExtensionRef'],
    ]),
  },
);

export const grpcFilters = list(grpcFilter, {
  maxItems: 16,
  rules: notRepeated('RequestHeaderModifier', 'ResponseHeaderModifier'),
});

/** Experimental: requests of one session stay with one backend. */
export const sessionPersistence = object(
  {
    type: withDefault(choice(['Cookie', 'Header']), 'Cookie'),
    absoluteTimeout: duration,
    cookie: object({
      name: headerName,
      path: withDefault(string({ maxLength: 1024 }), '/'),
      lifetimeType: withDefault(choice(['Permanent', 'Session']), 'Session'),
    }),
    header: object({ name: required(headerName) }),
  },
  { rules: sessionRules },
);

export type HTTPRouteFilter = TypeOf<typeof httpFilter>;
export type GRPCRouteFilter = TypeOf<typeof grpcFilter>;
export type HeaderModifier = TypeOf<typeof headerModifier>;
export type PathModifier = TypeOf<typeof pathModifier>;
