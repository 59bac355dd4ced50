import type { Layout } from './layout.ts';

/** Deals, tickets, answers and events of services. */
export const SERVICES: readonly Layout[] = [
  {
    id: 'hubspot-deals',
    name: { zh: 'HubSpot 商机', en: 'HubSpot deals' },
    entity: 'orders',
    needs: ['Deal Name', 'Deal Stage', 'Close Date', 'Amount|Amount in company currency'],
    roles: {
      customer:
        'Associated Company|Associated Company (Primary)|Associated Company IDs|Associated Company IDs (Primary)|Associated Contact|Company|Company Name|Customer|Client|Account|Account Name|Contact|Deal Name',
      ordered_at: 'Close Date',
      amount: 'Amount in company currency|Amount',
      order_id: 'Deal ID|Record ID',
      category: 'Deal Type|Pipeline',
      channel: 'Original Traffic Source|Deal source',
      status: 'Deal Stage',
    },
  },
  {
    id: 'salesforce-opportunities',
    name: { zh: 'Salesforce 业务机会', en: 'Salesforce opportunities' },
    entity: 'orders',
    needs: [
      'Opportunity Name',
      'Stage',
      'Close Date',
      'Amount|Amount (converted)',
      'Account Name|Account ID',
    ],
    roles: {
      customer: 'Account ID|Account Name',
      ordered_at: 'Close Date',
      amount: 'Amount (converted)|Amount',
      order_id: 'Opportunity ID|Opportunity Name',
      category: 'Type',
      channel: 'Lead Source',
      status: 'Stage',
    },
  },
  {
    id: 'zendesk-tickets',
    name: { zh: 'Zendesk 工单', en: 'Zendesk tickets' },
    entity: 'feedback',
    needs: [
      'Requester|Requester ID|Requester email',
      'Assignee|Assignee name',
      'Subject|Ticket subject',
      'Created at|Ticket created|Requested',
      'Status|Ticket status',
    ],
    roles: {
      customer: 'Requester ID|Requester email|Requester',
      occurred_at: 'Created at|Ticket created|Requested',
      kind: 'Type|Ticket type|Ticket form',
      text: 'Subject|Ticket subject',
      channel: 'Via|Ticket channel|Channel',
      resolved: 'Status|Ticket status',
      // Its plain `Resolution time` is in hours.
      response_minutes:
        'First reply time in minutes|First reply time (min)|First reply time in minutes within business hours',
      resolution_minutes:
        'Full resolution time in minutes|First resolution time in minutes|Full resolution time (hrs)',
    },
  },
  {
    id: 'wenjuanxing-answers',
    name: { zh: '问卷星答卷', en: 'Wenjuanxing answers' },
    entity: 'feedback',
    needs: ['序号', '提交答卷时间', '所用时间', '来源|来源详情', '来自IP'],
    roles: { occurred_at: '提交答卷时间', channel: '来源' },
  },
  {
    id: 'ga4-events',
    name: { zh: 'GA4 事件（BigQuery 导出）', en: 'GA4 events (BigQuery export)' },
    entity: 'events',
    needs: ['event_timestamp', 'event_name', 'user_pseudo_id'],
    roles: {
      customer: 'user_pseudo_id',
      occurred_at: 'event_timestamp',
      action: 'event_name',
      session: 'ga_session_id',
      device: 'device.category|device_category',
      channel: 'traffic_source.medium|traffic_source_medium',
    },
  },
  {
    id: 'matomo-visits',
    name: { zh: 'Matomo 访问日志', en: 'Matomo visits' },
    entity: 'events',
    needs: ['idVisit', 'visitorId|fingerprint', 'visitDuration', 'actions'],
    roles: {
      customer: 'visitorId|fingerprint',
      occurred_at: 'firstActionTimestamp|serverTimestamp',
      // A line is a visit: what was done in it is only counted.
      action: 'siteName|idSite',
      session: 'idVisit',
      duration_seconds: 'visitDuration',
      device: 'deviceType',
      channel: 'referrerType',
    },
  },
  {
    id: 'mixpanel-events',
    name: { zh: 'Mixpanel 事件', en: 'Mixpanel events' },
    entity: 'events',
    needs: ['event', 'distinct_id', 'time', '$insert_id|mp_lib|mp_country_code|$mp_api_endpoint'],
    roles: {
      customer: 'distinct_id',
      occurred_at: 'time',
      action: 'event',
      device: '$device|$os',
      channel: 'utm_source|$initial_referring_domain',
    },
  },
  {
    id: 'amplitude-events',
    name: { zh: 'Amplitude 事件', en: 'Amplitude events' },
    entity: 'events',
    needs: ['amplitude_id', 'event_type', 'event_time'],
    roles: {
      customer: 'user_id|amplitude_id|device_id',
      occurred_at: 'event_time',
      action: 'event_type',
      session: 'session_id',
      device: 'device_type|device_family|platform',
    },
  },
];
