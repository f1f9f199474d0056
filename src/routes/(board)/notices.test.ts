import { expect, it } from 'vitest';
import { booth, catalogue, service, TestHall } from '#lib/core/hall.fixture.ts';
import { boardView } from '#lib/core/view/board-view.ts';
import { boardNotices, pausedBooths } from './notices.ts';

const hallOf = () =>
	new TestHall(
		catalogue({
			services: [service('card'), service('help', { position: 1 })],
			booths: [booth(1, ['card']), booth(2, ['card']), booth(3, ['help'])]
		})
	);
const view = (hall: TestHall) => boardView(hall.floor, hall.at);
const lines = (hall: TestHall) => boardNotices(view(hall), hall.at, 'vi');
const pause = (hall: TestHall, scope: 'booth' | 'service' | 'field-event', id: string | null) =>
	hall.press({ kind: 'pause', scope, id, reasonId: 'line-down' }, 'organiser');

it('a paused service says so with its public reason and the time', () => {
	const hall = hallOf();
	hall.pass(145);
	pause(hall, 'service', 'card');
	expect(lines(hall)).toMatchObject([
		{ where: 'card', text: 'Hệ thống nghiệp vụ tạm gián đoạn Cập nhật lúc 9 giờ 25.' }
	]);
});

it('two services that pause for one reason are one line', () => {
	const hall = hallOf();
	pause(hall, 'service', 'card');
	pause(hall, 'service', 'help');
	expect(lines(hall).map((line) => line.where)).toEqual(['card, help']);
});

it('a pause of everything is not repeated for each service', () => {
	const hall = hallOf();
	pause(hall, 'field-event', null);
	expect(lines(hall)).toMatchObject([{ kind: 'pause', where: null }]);
});

it('one booth that pauses is no notice; when all of a service pause it is', () => {
	const hall = hallOf();
	pause(hall, 'booth', 'b1');
	const [card] = view(hall).queues;
	expect(lines(hall)).toEqual([]);
	expect(pausedBooths(view(hall), card!).map((label) => label.number)).toEqual([1]);
	pause(hall, 'booth', 'b2');
	expect(lines(hall)).toMatchObject([{ kind: 'pause', where: 'card' }]);
});

it('the break at midday and a closed intake are told', () => {
	const hall = hallOf();
	hall.press({ kind: 'set-service', service: service('card', { intakeOpen: false }) }, 'organiser');
	hall.pass(5 * 60);
	expect(lines(hall).map((line) => line.text)).toEqual([
		'Điểm phục vụ nghỉ từ 11:30 đến 13:00; số thứ tự vẫn giữ nguyên.',
		'Điểm phục vụ đã ngừng cấp số cho “card”; số đã cấp vẫn được phục vụ.'
	]);
});
