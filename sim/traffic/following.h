// Which of a manager's answers does a request follow? Not the newest one: DNS answers wait in caches, and open connections outlive them. Nothing is
// kept of a client: its caches and connections are renewed periodically with phases drawn for it, so that the moment of its last question follows by
// arithmetic, and the answer to it from the history of the manager's states.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "kernel/time.h"
#include "tradewind/scenarios/traffic_managers.h"
#include "traffic/history.h"

namespace tradewind::traffic {

using Layer = TrafficLayer;

// Clients whose caches keep an answer for at_least, whatever its TTL says.
struct Outstay {
  double share = 0;  // of the clients
  Time at_least = 0;
};

// What is drawn once for a client, uniform in (0, 1]; and for the request, whether it opens a connection, as no open one is found.
struct ClientDraws {
  double cache_phase = 1, cache_kind = 1, connection_phase = 1;
  bool connects = false;
};

struct FollowingSettings {
  Layer layer = Layer::dns;
  Time ttl = kernel::from_s(60);      // of the answers; 0 = nobody keeps them
  std::vector<Outstay> outstay = {};  // shares of together at most 1
  Time connection_life = 0;           // from the opening of a connection to its regular end; 0 = a connection for each request
};

class Following {
 public:
  // Throws std::invalid_argument for shares or times below 0, or shares of together more than 1.
  explicit Following(FollowingSettings settings);

  // How long the client's cache keeps an answer: the TTL, or longer where the client outstays it.
  Time lifetime(double cache_kind) const;
  // When the answer that the client's cache holds at `now` was given. A cache is taken to be asked so often that it asks anew as soon as an answer
  // has expired; where it is asked less often, answers are younger.
  Time looked_up(Time now, const ClientDraws& client) const;
  // When the connection was opened that the client uses at `now`, unless it was broken: now, or at the last renewal of one that is kept.
  Time opened(Time now, const ClientDraws& client) const;

  // Share of all clients whose cache still holds an answer from before a change that is `since` old: the sum over the kinds of clients of
  // share x max(0, 1 - since / lifetime), for the age of an answer is uniform between 0 and its lifetime.
  double stale_share(Time since) const;

  struct Followed {
    std::optional<std::uint32_t> region;  // nothing: the manager has no answer, or one that nobody can reach is all there is
    Time asked = 0;                       // when the manager gave the answer
  };

  // Where a request of `client` at `now` goes. `states`: what the manager knew, over time. `pick(state)`: the region that the manager names to this
  // client in that state, or nothing. `reachable[region]`: whether the region takes connections and keeps them; an open connection breaks when this
  // becomes false (the region dies, or a drain ends), and the client tries again until a later answer, or the region's return, gives it a new one. A
  // client without an answer that works goes to the region of the last one, and fails there.
  // Time: O(log changes) a step; more than one step only for clients whose connection broke, one for each answer that did not help.
  template <class State, class Pick>
  Followed follow(Time now, const ClientDraws& client, const History<State>& states, std::span<const History<bool>> reachable, Pick pick) const {
    if (settings_.layer == Layer::request) return {pick(states.at(now)), now};
    Time tried = opened(now, client);
    while (true) {
      Time asked = settings_.layer == Layer::dns ? looked_up(tried, client) : tried;
      std::optional<std::uint32_t> region = pick(states.at(asked));
      if (!region) region = pick(states.at(asked = tried));  // no answer is not kept: the client asks anew
      const bool connects = region && reachable[*region].at(tried);
      // Connected: until the region breaks the connection. Else: until the region returns or another answer comes.
      const Time turn = region ? reachable[*region].next_change(tried) : states.next_change(tried);
      const Time next = connects ? turn : std::min(turn, next_answer(tried, client, states));
      if (next > now) return {region, asked};
      tried = next;
    }
  }

 private:
  template <class State>
  Time next_answer(Time time, const ClientDraws& client, const History<State>& states) const {
    return settings_.layer == Layer::dns && lifetime(client.cache_kind) > 0 ? looked_up(time, client) + lifetime(client.cache_kind)
                                                                            : states.next_change(time);
  }

  FollowingSettings settings_;
};

// Time until the network of a client finds another edge site after one was lost, by draw: exponential with this mean. Until then its packets go
// nowhere. The form is an assumption: networks learn of a withdrawn route one after the other (Labovitz and others, "Delayed Internet routing
// convergence", 2000).
Time reconvergence(Time mean, double u);

}  // namespace tradewind::traffic
