"""Many who ask for the same thing, one request after the other."""

import http.client
import threading
import time

CLIENTS = 8


class Load:
    """Customers who ask for a page again and again, on connections that they keep as long as they are kept."""

    def __init__(self, port, host, path, wanted):
        self.port, self.host, self.path, self.wanted = port, host, path, (200, wanted.encode())
        # How many answers each has got, and what was no answer, or another one.
        self.counts, self.wrong = [0] * CLIENTS, []
        self.is_over = threading.Event()
        self.threads = [threading.Thread(target=self._ask, args=(it,), daemon=True) for it in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _ask(self, number):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not self.is_over.is_set():
            try:
                connection.request("GET", self.path, headers={"host": self.host})
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(repr(error))
                connection.close()
                continue
            if (answer.status, body) != self.wanted:
                self.wrong.append(f"{answer.status} {body}")
            self.counts[number] += 1
            time.sleep(0.01)

    def end(self):
        self.is_over.set()
        for thread in self.threads:
            thread.join()
        assert not self.wrong, f"{len(self.wrong)} requests without their answer, such as {self.wrong[0]}"
        return sum(self.counts)
