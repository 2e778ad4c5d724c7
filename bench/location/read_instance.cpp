#include "location/read_instance.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <functional>
#include <queue>
#include <sstream>
#include <stdexcept>

namespace tradewind::location {
namespace {

// The words of a file in turn.
class Words {
 public:
  explicit Words(const std::string& path) : path_(path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error(fmt::format("{}: cannot be read", path));
    std::string line;
    while (std::getline(in, line)) {
      if (line.rfind("FILE:", 0) == 0) continue;
      std::istringstream words(line);
      const std::size_t before = words_.size();
      for (std::string word; words >> word;) words_.push_back(word);
      if (words_.size() > before) line_lengths_.push_back(words_.size() - before);
    }
  }

  double number() {
    const std::string& text = word();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
      throw std::runtime_error(fmt::format("{}: word {}: found \"{}\", expected a number", path_, next_, text));
    return value;
  }
  std::size_t count() {
    const double value = number();
    if (!(value >= 0) || value > 1e6 || value != std::floor(value))
      throw std::runtime_error(fmt::format("{}: word {}: found {}, expected a count up to 1000000", path_, next_, value));
    return static_cast<std::size_t>(value);
  }
  void skip() { word(); }
  std::size_t left() const { return words_.size() - next_; }
  std::size_t total() const { return words_.size(); }
  std::size_t first_line_length() const { return line_lengths_.empty() ? 0 : line_lengths_.front(); }

 private:
  const std::string& word() {
    if (next_ == words_.size()) throw std::runtime_error(fmt::format("{}: ends after {} words, expected more", path_, next_));
    return words_[next_++];
  }

  std::string path_;
  std::vector<std::string> words_;
  std::vector<std::size_t> line_lengths_;
  std::size_t next_ = 0;
};

Instance sized(std::size_t facilities, std::size_t customers) {
  Instance instance;
  instance.problem.location.fixed_cost.resize(facilities);
  instance.problem.location.service_cost = Grid(facilities, customers);
  return instance;
}

Instance read_orlib(Words words) {
  const std::size_t facilities = words.count(), customers = words.count();
  Instance instance = sized(facilities, customers);
  for (double& cost : instance.problem.location.fixed_cost) {
    words.skip();
    cost = words.number();
  }
  for (std::size_t customer = 0; customer < customers; ++customer) {
    words.skip();
    for (std::size_t facility = 0; facility < facilities; ++facility) instance.problem.location.service_cost(facility, customer) = words.number();
  }
  return instance;
}

Instance read_simple(Words words) {
  const std::size_t facilities = words.count(), customers = words.count();
  words.skip();
  Instance instance = sized(facilities, customers);
  for (std::size_t facility = 0; facility < facilities; ++facility) {
    words.skip();
    instance.problem.location.fixed_cost[facility] = words.number();
    for (std::size_t customer = 0; customer < customers; ++customer) instance.problem.location.service_cost(facility, customer) = words.number();
  }
  return instance;
}

using Neighbours = std::vector<std::vector<std::pair<std::size_t, double>>>;

void set_length(Neighbours& neighbours, std::size_t from, std::size_t to, double length) {
  auto& edges = neighbours[from];
  const auto found = std::find_if(edges.begin(), edges.end(), [&](const auto& edge) { return edge.first == to; });
  if (found == edges.end())
    edges.emplace_back(to, length);
  else
    found->second = length;
}

// Dijkstra.
void fill_distances(const Neighbours& neighbours, std::size_t source, Grid& distance) {
  for (std::size_t to = 0; to < neighbours.size(); ++to) distance(source, to) = forbidden;
  std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, std::greater<>> queue;
  queue.emplace(distance(source, source) = 0, source);
  while (!queue.empty()) {
    const auto [length, at] = queue.top();
    queue.pop();
    if (length > distance(source, at)) continue;
    for (const auto& [to, edge] : neighbours[at])
      if (length + edge < distance(source, to)) queue.emplace(distance(source, to) = length + edge, to);
  }
}

Instance read_pmed(Words words, const std::string& path) {
  const std::size_t vertices = words.count(), edges = words.count(), p = words.count();
  Instance instance = sized(vertices, vertices);
  Neighbours neighbours(vertices);
  for (std::size_t edge = 0; edge < edges; ++edge) {
    const std::size_t a = words.count(), b = words.count();
    const double length = words.number();
    if (a < 1 || b < 1 || a > vertices || b > vertices)
      throw std::runtime_error(fmt::format("{}: edge {} from {} to {}: no such vertex", path, edge + 1, a, b));
    set_length(neighbours, a - 1, b - 1, length);
    set_length(neighbours, b - 1, a - 1, length);
  }
  for (std::size_t vertex = 0; vertex < vertices; ++vertex) fill_distances(neighbours, vertex, instance.problem.location.service_cost);
  instance.problem.location.min_open = instance.problem.location.max_open = p;
  return instance;
}

Instance read_sscfl(Words words) {
  const std::size_t facilities = words.count(), customers = words.count();
  Instance instance = sized(facilities, customers);
  instance.capacitated = true;
  for (double& cost : instance.problem.location.fixed_cost) {
    instance.problem.capacity.push_back(words.number());
    cost = words.number();
  }
  for (std::size_t customer = 0; customer < customers; ++customer) instance.problem.demand.push_back(words.number());
  for (std::size_t facility = 0; facility < facilities; ++facility)
    for (std::size_t customer = 0; customer < customers; ++customer) instance.problem.location.service_cost(facility, customer) = words.number();
  return instance;
}

}  // namespace

Instance read_instance(const std::string& path, const std::string& kind) {
  const Words words(path);
  if (kind == "pmedian") return read_pmed(words, path);
  if (kind == "sscfl") return read_sscfl(words);
  return words.first_line_length() == 3 ? read_simple(words) : read_orlib(words);
}

}  // namespace tradewind::location
