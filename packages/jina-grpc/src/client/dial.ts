import { type ChannelOptions, Client, credentials } from '@grpc/grpc-js';
import type { DialTarget } from './dial-target.js';
import type { GrpcClientTls, ResolvedGrpcLinkOptions } from './grpc-link-options.js';

/** A grpc-js client for the target; it connects when first asked to. */
export function dial(target: DialTarget, options: ResolvedGrpcLinkOptions): Client {
  const isSecure = target.isSecure || options.tls !== undefined;
  return new Client(target.target, isSecure ? secure(options.tls) : credentials.createInsecure(), channelOptions(target, options));
}

function secure(tls: GrpcClientTls = {}) {
  return credentials.createSsl(bufferOf(tls.ca), bufferOf(tls.key), bufferOf(tls.cert));
}

function bufferOf(pem: string | Buffer | undefined): Buffer | null {
  return pem === undefined ? null : Buffer.from(pem);
}

function channelOptions(target: DialTarget, options: ResolvedGrpcLinkOptions): ChannelOptions {
  return {
    'grpc.max_receive_message_length': options.maxMessageBytes,
    'grpc.max_send_message_length': options.maxMessageBytes,
    'grpc.keepalive_time_ms': options.keepaliveMs,
    'grpc.keepalive_timeout_ms': options.keepaliveTimeoutMs,
    'grpc.keepalive_permit_without_calls': 1,
    // Repeating a call is the router's decision, which knows what may be repeated.
    'grpc.enable_retries': 0,
    // Two links to one address are two lanes, not one connection.
    'grpc.use_local_subchannel_pool': 1,
    'grpc.initial_reconnect_backoff_ms': Math.min(100, options.maxReconnectMs),
    'grpc.max_reconnect_backoff_ms': options.maxReconnectMs,
    'grpc.service_config_disable_resolution': 1,
    ...(target.isName && { 'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }) }),
    ...(target.isLocal && { 'grpc.enable_http_proxy': 0 }),
    ...(options.tls?.serverName !== undefined && { 'grpc.ssl_target_name_override': options.tls.serverName }),
  };
}
