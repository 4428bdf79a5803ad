package com.example.visits;

import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Page views in Redis, one key for each guest book. */
final class RedisHits implements Hits, AutoCloseable {

    private final RedisClient redis;

    RedisHits(String host, int port) {
        redis = RedisClient.create(host, port);
    }

    @Override
    public long count(String book) {
        try {
            return redis.incr("hits:" + book);
        } catch (JedisException e) {
            throw new StoreException("Redis: " + e.getMessage(), e);
        }
    }

    @Override
    public void check() {
        try {
            redis.ping();
        } catch (JedisException e) {
            throw new StoreException("Redis: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
