import type { Amount, Flow, ReportReading } from './reading.ts';
import { DEFAULT_GRADES } from './standings.ts';

const amount = (inPeriod: number, cumulative: number, former = 0): Amount => ({
	inPeriod,
	cumulative,
	former
});
const words = (vi: string, en = '') => ({ vi, en });
const flow = (issued: number, served: number, counted: number, failed: number): Flow => ({
	issued,
	served,
	counted,
	failed,
	waits: {
		n: served,
		sumMs: served * 125_000,
		longestMs: 900_000,
		medianMs: 120_000,
		p90Ms: 600_000
	}
});

/** A small report whose sums agree, with a target of nothing, a tie, and text that a spreadsheet would take for a formula. */
export function sampleReading(): ReportReading {
	return {
		version: 1,
		venues: [{ id: 1, name: 'Ngày hội Chuyển đổi số', place: 'Tuy Hòa', clock: 1_234 }],
		period: {
			kind: 'daily',
			from: '2023-10-14',
			to: '2023-10-14',
			former: { from: '2023-10-13', to: '2023-10-13' }
		},
		dates: ['2023-10-14'],
		at: Date.parse('2023-10-14T16:40:00+07:00'),
		slotMinutes: 60,
		figures: {
			people: amount(3_210, 10_056),
			visitors: amount(210, 1_056),
			tickets: amount(2_400, 8_000),
			cancelled: amount(3, 9),
			putOff: amount(2, 5),
			served: amount(2_300, 7_900)
		},
		services: [
			{
				serviceId: 'level-2',
				name: words('Định danh mức độ 2', 'Level 2'),
				countedNoun: words('Hồ sơ định danh điện tử mức độ 2 đã thu nhận', 'Level-2 files taken'),
				unit: words('hồ sơ', 'files'),
				target: 10_000,
				eligible: 20_000,
				counted: amount(1_200, 9_894, 1_100),
				levels: [],
				failed: amount(5, 9)
			},
			{
				serviceId: 'activation',
				name: words('Kích hoạt', 'Activation'),
				countedNoun: words('Lượt kích hoạt tài khoản', 'Activations'),
				unit: words('lượt', 'times'),
				target: null,
				eligible: null,
				counted: amount(1_000, 3_000),
				levels: [
					{ level: 1, counted: amount(400, 1_000) },
					{ level: 2, counted: amount(600, 2_000) }
				],
				failed: amount(3, 3)
			}
		],
		units: {
			'level-2': [
				{
					unit: 'Công an phường 1',
					position: 0,
					target: 6_000,
					eligible: null,
					counted: amount(700, 5_000, 720)
				},
				{
					unit: 'Công an phường 2',
					position: 1,
					target: 0,
					eligible: null,
					counted: amount(300, 2_894, 300)
				},
				{ unit: '=1+1', position: 2, target: 2_400, eligible: null, counted: amount(200, 2_000) }
			],
			activation: [
				{ unit: '', position: null, target: null, eligible: null, counted: amount(1_000, 3_000) }
			]
		},
		reasons: [
			{
				reasonId: 'otp',
				internal: words('Không nhận được mã OTP'),
				total: amount(6, 10),
				byService: { 'level-2': 4, activation: 2 }
			},
			{
				reasonId: null,
				internal: null,
				total: amount(2, 2),
				byService: { 'level-2': 1, activation: 1 }
			}
		],
		flow: {
			all: flow(2_400, 2_300, 2_200, 8),
			slots: [
				{ ...flow(1_400, 1_300, 1_200, 5), fromMinute: 420 },
				{ ...flow(1_000, 1_000, 1_000, 3), fromMinute: 480 }
			],
			days: [{ ...flow(2_400, 2_300, 2_200, 8), date: '2023-10-14' }],
			booths: [
				{
					...flow(0, 2_300, 2_200, 8),
					fieldEventId: 1,
					booth: { id: 'b1', number: 1, word: 'bàn', seats: 1 }
				}
			]
		},
		grades: { ...DEFAULT_GRADES, areDefault: true }
	};
}
