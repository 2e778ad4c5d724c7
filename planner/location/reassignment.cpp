#include "location/reassignment.h"

#include <algorithm>
#include <numeric>

namespace tradewind::location {

void Reassignment::put(std::size_t customer, std::uint32_t facility) {
  facility_of_[customer] = facility;
  left_[facility] -= data_->demand[customer];
  used_ += customers_of_[facility]++ == 0;
}

void Reassignment::unput(std::size_t customer) {
  const std::uint32_t facility = facility_of_[customer];
  left_[facility] += data_->demand[customer];
  used_ -= --customers_of_[facility] == 0;
  facility_of_[customer] = nobody;
}

void Reassignment::take(std::vector<std::uint32_t> facility_of) {
  facility_of_.assign(facility_of.size(), nobody);
  left_ = data_->capacity;
  customers_of_.assign(data_->facilities, 0);
  used_ = 0;
  for (std::size_t customer = 0; customer < facility_of.size(); ++customer)
    if (facility_of[customer] != nobody) put(customer, facility_of[customer]);
}

bool Reassignment::build(const SingleSourceLagrangean& relaxed, const Decisions& decisions) {
  std::vector<std::uint32_t> chosen = decisions.serves;
  for (std::uint32_t facility = 0; facility < data_->facilities; ++facility) {
    if (!relaxed.opens(facility)) continue;
    for (const std::uint32_t customer : relaxed.taken(facility))
      if (chosen[customer] == nobody || service(facility, customer) < service(chosen[customer], customer)) chosen[customer] = facility;
  }
  take(std::move(chosen));
  // Customers may have been decided since the knapsacks were filled, so that both together are too much.
  if (std::any_of(left_.begin(), left_.end(), [](double left) { return left < 0; })) return false;
  std::vector<std::size_t> waiting;
  for (std::size_t customer = 0; customer < facility_of_.size(); ++customer)
    if (facility_of_[customer] == nobody) waiting.push_back(customer);
  std::stable_sort(waiting.begin(), waiting.end(), [&](std::size_t a, std::size_t b) { return data_->demand[a] > data_->demand[b]; });
  return std::all_of(waiting.begin(), waiting.end(), [&](std::size_t customer) { return insert(customer) || make_room(customer); }) &&
         used_ <= data_->max_open;
}

// Where it costs least, the opening of a facility included.
bool Reassignment::insert(std::size_t customer) {
  double least = forbidden;
  std::uint32_t best = nobody;
  for (std::uint32_t facility = 0; facility < data_->facilities; ++facility) {
    if (data_->demand[customer] > left_[facility] || (!is_used(facility) && used_ >= data_->max_open)) continue;
    const double cost = service(facility, customer) + (is_used(facility) ? 0 : data_->fixed_cost[facility]);
    if (cost >= least) continue;
    least = cost;
    best = facility;
  }
  if (best != nobody) put(customer, best);
  return best != nobody;
}

// Sends a customer of some facility elsewhere, so that this one fits there: the cheapest such pair.
bool Reassignment::make_room(std::size_t customer) {
  double least = forbidden;
  std::size_t mover = 0;
  std::uint32_t target = nobody;
  for (std::size_t other = 0; other < facility_of_.size(); ++other) {
    const std::uint32_t from = facility_of_[other];
    if (from == nobody || left_[from] + data_->demand[other] < data_->demand[customer]) continue;
    for (std::uint32_t to = 0; to < data_->facilities; ++to) {
      if (to == from || !is_used(to) || left_[to] < data_->demand[other]) continue;
      const double cost = service(to, other) - service(from, other) + service(from, customer);
      if (cost >= least) continue;
      least = cost;
      mover = other;
      target = to;
    }
  }
  if (target == nobody) return false;
  const std::uint32_t from = facility_of_[mover];
  unput(mover);
  put(mover, target);
  put(customer, from);
  return true;
}

void Reassignment::improve() {
  while (shift() || swap() || close() || open_one()) {
  }
}

bool Reassignment::shift() {
  bool any = false;
  for (std::size_t customer = 0; customer < facility_of_.size(); ++customer) {
    const std::uint32_t from = facility_of_[customer];
    const double closing = customers_of_[from] == 1 ? data_->fixed_cost[from] : 0;
    for (std::uint32_t to = 0; to < data_->facilities; ++to) {
      if (to == from || left_[to] < data_->demand[customer] || (!is_used(to) && used_ >= data_->max_open)) continue;
      const double opening = is_used(to) ? 0 : data_->fixed_cost[to];
      if (service(to, customer) + opening >= service(from, customer) + closing) continue;
      unput(customer);
      put(customer, to);
      any = true;
      break;
    }
  }
  return any;
}

bool Reassignment::swap() {
  bool any = false;
  for (std::size_t a = 0; a < facility_of_.size(); ++a)
    for (std::size_t b = a + 1; b < facility_of_.size(); ++b) {
      const std::uint32_t at_a = facility_of_[a], at_b = facility_of_[b];
      if (at_a == at_b || service(at_b, a) + service(at_a, b) >= service(at_a, a) + service(at_b, b)) continue;
      const double more = data_->demand[b] - data_->demand[a];  // that goes to the facility of a
      if (more > left_[at_a] || -more > left_[at_b]) continue;
      unput(a);
      unput(b);
      put(a, at_b);
      put(b, at_a);
      any = true;
    }
  return any;
}

bool Reassignment::close() {
  for (std::uint32_t facility = 0; facility < data_->facilities; ++facility) {
    if (!is_used(facility)) continue;
    const std::vector<std::uint32_t> before = facility_of_;
    const double cost_before = cost(), room = left_[facility];
    bool moved = true;
    left_[facility] = -1;  // nobody comes back
    for (std::size_t customer = 0; customer < before.size() && moved; ++customer) {
      if (before[customer] != facility) continue;
      unput(customer);
      left_[facility] = -1;
      moved = insert(customer);
    }
    left_[facility] = moved ? data_->capacity[facility] : room;
    if (moved && cost() < cost_before) return true;
    take(before);
  }
  return false;
}

bool Reassignment::open_one() {
  for (std::uint32_t facility = 0; facility < data_->facilities && used_ < data_->max_open; ++facility) {
    if (is_used(facility)) continue;
    std::vector<std::pair<double, std::size_t>> savings;  // by unit of demand
    for (std::size_t customer = 0; customer < facility_of_.size(); ++customer)
      if (const double saving = service(facility_of_[customer], customer) - service(facility, customer); saving > 0)
        savings.emplace_back(-saving / std::max(data_->demand[customer], 1.0), customer);
    std::sort(savings.begin(), savings.end());
    const std::vector<std::uint32_t> before = facility_of_;
    const double cost_before = cost();
    for (const auto& [saving, customer] : savings) {
      if (data_->demand[customer] > left_[facility]) continue;
      unput(customer);
      put(customer, facility);
    }
    if (cost() < cost_before) return true;
    take(before);
  }
  return false;
}

std::vector<std::size_t> Reassignment::open() const {
  std::vector<std::size_t> result, rest;
  for (std::size_t facility = 0; facility < data_->facilities; ++facility) (is_used(facility) ? result : rest).push_back(facility);
  std::stable_sort(rest.begin(), rest.end(), [&](std::size_t a, std::size_t b) { return data_->fixed_cost[a] < data_->fixed_cost[b]; });
  for (const std::size_t facility : rest)
    if (result.size() < data_->min_open || (data_->fixed_cost[facility] < 0 && result.size() < data_->max_open)) result.push_back(facility);
  std::sort(result.begin(), result.end());
  return result;
}

double Reassignment::cost() const {
  double sum = 0;
  for (const std::size_t facility : open()) sum += data_->fixed_cost[facility];
  for (std::size_t customer = 0; customer < facility_of_.size(); ++customer) sum += service(facility_of_[customer], customer);
  return sum;
}

}  // namespace tradewind::location
