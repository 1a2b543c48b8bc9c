"""`python -m unittest`: your own tests. They start the app and ask it over HTTP, with the Redis at REDIS_URL."""

import json
import os
import subprocess
import sys
import time
import unittest
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import redis

PORT = "34568"
URL = f"http://127.0.0.1:{PORT}"
r = redis.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1:6379"), decode_responses=True)


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(URL + path, data, {"Content-Type": "application/json"})) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, None


class ExamTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        uvicorn = ["-m", "uvicorn", "app:app", "--port", PORT, "--log-level", "warning"]
        cls.app = subprocess.Popen([sys.executable, *uvicorn])
        while True:
            try:
                ask("/")
                return
            except URLError:
                time.sleep(0.05)

    @classmethod
    def tearDownClass(cls):
        cls.app.terminate()
        cls.app.wait()
        r.close()

    def setUp(self):
        r.delete("leaderboard", "rate:ip:127.0.0.1")

    def test_the_eleventh_request_of_a_minute_is_answered_429(self):
        self.assertNotIn(429, [ask("/top")[0] for _ in range(10)])
        self.assertEqual(ask("/top")[0], 429)

    def test_the_counter_of_an_address_expires(self):
        ask("/top")
        self.assertIn(r.ttl("rate:ip:127.0.0.1"), range(1, 61))

    def test_a_score_lands_in_the_sorted_set(self):
        self.assertEqual(ask("/score", {"user": "ann", "score": 7.5})[0], 200)
        self.assertEqual(r.zscore("leaderboard", "ann"), 7.5)

    def test_the_best_three_are_shown_highest_first(self):
        r.zadd("leaderboard", {"ann": 1, "bob": 30, "eve": 20, "kim": 10})
        _, rows = ask("/top")
        self.assertEqual([row["user"] for row in rows or []], ["bob", "eve", "kim"])

    def test_players_are_seeded(self):
        self.assertEqual(ask("/seed", {"players": 120})[0], 200)
        self.assertEqual(r.zcard("leaderboard"), 120)


if __name__ == "__main__":
    unittest.main()
